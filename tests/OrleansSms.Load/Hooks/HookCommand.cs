using System.Net;
using OrleansSms.Load.Control;
using OrleansSms.Load.Polling;

namespace OrleansSms.Load.Hooks;

/// <summary><c>customer</c>: the customer's server as a process of its own. Told by lines on standard input: <c>stats</c>, <c>secret WHSEC</c>.</summary>
internal static class HookCommand
{
    public static int Run(Arguments arguments)
    {
        var host = arguments.Flag("everywhere") ? IPAddress.Any : IPAddress.Loopback;
        arguments.End();
        var desk = new HookDesk();
        using var loop = new EventLoop();
        using var server = new HookServer(loop, desk, host);
        ControlChannel.Serve(loop, server.Port, line => Task.FromResult(Answer(line, desk)));
        return 0;
    }

    private static string Answer(string line, HookDesk desk)
    {
        switch (line.Split(' ', 2))
        {
            case ["stats"]:
                return desk.Stats();
            case ["secret", var secret]:
                desk.Use(secret);
                return "ok";
            default:
                return "unknown";
        }
    }
}

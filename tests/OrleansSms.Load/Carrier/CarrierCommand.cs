using System.Globalization;
using System.Net;
using OrleansSms.Load.Control;
using OrleansSms.Load.Polling;

namespace OrleansSms.Load.Carrier;

/// <summary>
/// <c>smsc</c>: the carrier as a process of its own, one thread that answers whatever has come with one write. Told by lines on standard input: <c>stats</c>, <c>up</c>, <c>down</c>,
/// <c>throttle N</c>, <c>take FILE</c>.
/// </summary>
internal static class CarrierCommand
{
    public static int Run(Arguments arguments)
    {
        var host = arguments.Flag("everywhere") ? IPAddress.Any : IPAddress.Loopback;
        arguments.End();
        var desk = new CarrierDesk();
        using var loop = new EventLoop();
        using var server = new CarrierServer(loop, desk, host);
        server.Up();
        ControlChannel.Serve(loop, server.Port, line => AnswerAsync(line, server, desk));
        return 0;
    }

    private static async Task<string> AnswerAsync(string line, CarrierServer server, CarrierDesk desk)
    {
        switch (line.Split(' ', 2))
        {
            case ["stats"]:
                return desk.Stats();
            case ["up"]:
                server.Up();
                return "ok";
            case ["down"]:
                server.Down();
                return "ok";
            case ["throttle", var perSecond]:
                desk.Throttle.PerSecond = int.Parse(perSecond, CultureInfo.InvariantCulture);
                return "ok";
            case ["take", var path]:
                await desk.TakeLogAsync(path);
                return "ok";
            default:
                return "unknown";
        }
    }
}

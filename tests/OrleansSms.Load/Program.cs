using OrleansSms.Load;
using OrleansSms.Load.Auditing;
using OrleansSms.Load.Carrier;
using OrleansSms.Load.Processes;
using OrleansSms.Load.Running;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
AppDomain.CurrentDomain.ProcessExit += (_, _) => ChildProcess.KillAll();

try
{
    return args.FirstOrDefault() switch
    {
        "smsc" => await CarrierCommand.RunAsync(new Arguments(args.Skip(1))),
        "run" => await RunCommand.ExecuteAsync(new Arguments(args.Skip(1)), stop.Token),
        "audit" => await AuditCommand.ExecuteAsync(new Arguments(args.Skip(1)), stop.Token),
        _ => Usage.Show(),
    };
}
catch (UsageException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return Usage.Show();
}
catch (LoadException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 3;
}
catch (OperationCanceledException)
{
    return 130;
}

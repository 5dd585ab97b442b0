using OrleansSms.Load;
using OrleansSms.Load.Auditing;
using OrleansSms.Load.Auditing.Clusters;
using OrleansSms.Load.Carrier;
using OrleansSms.Load.Hooks;
using OrleansSms.Load.Processes;
using OrleansSms.Load.Scenarios;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
AppDomain.CurrentDomain.ProcessExit += (_, _) => ChildProcess.KillAll();

try
{
    var rest = new Arguments(args.Skip(1));
    return args.FirstOrDefault() switch
    {
        "scenario" => await ScenarioCommand.ExecuteAsync(rest, stop.Token),
        "audit" when args.ElementAtOrDefault(1) == "cluster" => await ClusterAudit.ExecuteAsync(new Arguments(args.Skip(2)), stop.Token),
        "audit" => await AuditCommand.ExecuteAsync(rest, stop.Token),
        "smsc" => CarrierCommand.Run(rest),
        "customer" => HookCommand.Run(rest),
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

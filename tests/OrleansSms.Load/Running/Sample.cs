using OrleansSms.Load.Http;
using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Running;

/// <summary>What the processes have used up to a moment.</summary>
internal sealed record Sample(TimeSpan GatewayCpu, TimeSpan CarrierCpu, TimeSpan OwnCpu, double ResidentMiB, double Commits)
{
    private const string CommitsCounter = "orleanssms_storage_commits";

    public static async Task<Sample> TakeAsync(Gateway gateway, CarrierProcess carrier, GatewayApi api, CancellationToken cancellationToken)
    {
        var commits = await api.CounterAsync(CommitsCounter, cancellationToken);
        var (cpu, resident) = gateway.Measure();
        return new Sample(cpu, carrier.Measure().Cpu, Environment.CpuUsage.TotalTime, resident, commits);
    }
}

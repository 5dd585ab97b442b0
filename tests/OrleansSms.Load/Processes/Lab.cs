using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace OrleansSms.Load.Processes;

/// <summary>
/// A network namespace for each silo, all on one bridge: two silos can be parted while both still reach everything else. To be run in a network namespace of its own, as
/// root: <c>unshare -n</c>.
/// </summary>
internal sealed class Lab : IDisposable
{
    private const string Bridge = "smslab";
    private const string Network = "10.77.0.";
    private const int FirstSilo = 11;

    private readonly string _id = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
    private readonly int _silos;

    private Lab(int silos) => _silos = silos;

    /// <summary>Where this process is for the silos.</summary>
    public IPAddress Host { get; } = IPAddress.Parse(Network + "1");

    public static async Task<Lab> CreateAsync(int silos, CancellationToken cancellationToken)
    {
        var lab = new Lab(silos);
        try
        {
            await RunAsync("link set lo up", cancellationToken);
            await RunAsync($"link add {Bridge} type bridge", cancellationToken);
            await RunAsync($"addr add {lab.Host}/24 dev {Bridge}", cancellationToken);
            await RunAsync($"link set {Bridge} up", cancellationToken);
            for (var silo = 0; silo < silos; silo++)
            {
                await lab.AddAsync(silo, cancellationToken);
            }

            return lab;
        }
        catch
        {
            lab.Dispose();
            throw;
        }
    }

    public static IPAddress HostOf(int silo) => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"{Network}{FirstSilo + silo}"));

    /// <summary>What a command line begins with that runs in a silo's network.</summary>
    public IReadOnlyList<string> Enter(int silo) => ["ip", "netns", "exec", NameOf(silo)];

    /// <summary>Lets nothing pass between two silos, without a word to either; both reach all others.</summary>
    public Task PartAsync(int one, int other, CancellationToken cancellationToken) => IsolateAsync(one, other, "on", cancellationToken);

    public Task JoinAsync(int one, int other, CancellationToken cancellationToken) => IsolateAsync(one, other, "off", cancellationToken);

    public void Dispose()
    {
        for (var silo = 0; silo < _silos; silo++)
        {
            Process.Start("ip", ["netns", "del", NameOf(silo)]).WaitForExit();
        }
    }

    private async Task IsolateAsync(int one, int other, string state, CancellationToken cancellationToken)
    {
        await RunAsync($"link set {Port(one)} type bridge_slave isolated {state}", cancellationToken);
        await RunAsync($"link set {Port(other)} type bridge_slave isolated {state}", cancellationToken);
    }

    private async Task AddAsync(int silo, CancellationToken cancellationToken)
    {
        var name = NameOf(silo);
        await RunAsync($"netns add {name}", cancellationToken);
        await RunAsync($"link add {Port(silo)} type veth peer name eth0 netns {name}", cancellationToken);
        await RunAsync($"link set {Port(silo)} master {Bridge} up", cancellationToken);
        await RunAsync($"-n {name} addr add {HostOf(silo)}/24 dev eth0", cancellationToken);
        await RunAsync($"-n {name} link set eth0 up", cancellationToken);
        await RunAsync($"-n {name} link set lo up", cancellationToken);
    }

    private static async Task RunAsync(string arguments, CancellationToken cancellationToken)
    {
        using var ip = Process.Start("ip", arguments.Split(' ')) ?? throw new LoadException("There is no ip.");
        await ip.WaitForExitAsync(cancellationToken);
        if (ip.ExitCode != 0)
        {
            throw new LoadException($"ip {arguments} failed: to part silos, run this as root in a network namespace of its own (unshare -n).");
        }
    }

    private string NameOf(int silo) => string.Create(CultureInfo.InvariantCulture, $"sms-{_id}-{silo}");

    private string Port(int silo) => string.Create(CultureInfo.InvariantCulture, $"s{_id}-{silo}");
}

namespace OrleansSms.Server.Settings;

/// <summary>Where HTTP listens: for everybody, and for the operator alone where that is apart.</summary>
/// <param name="Everybody">Addresses of <c>ASPNETCORE_URLS</c>.</param>
/// <param name="Operator">Addresses of <c>OrleansSms:AdminUrls</c>; empty = everything is answered at the others.</param>
internal sealed record Listeners(IReadOnlyList<string> Everybody, IReadOnlyList<string> Operator)
{
    private const string Default = "http://localhost:8080";
    private const string EverybodySetting = "ASPNETCORE_URLS";
    private const string OperatorSetting = "OrleansSms:AdminUrls";

    /// <summary>Everything to listen on, the operator's last.</summary>
    public IEnumerable<string> All => Everybody.Concat(Operator);

    public static Listeners Read(string? urls, string? adminUrls)
    {
        var listeners = new Listeners(Split(EverybodySetting, string.IsNullOrEmpty(urls) ? Default : urls), Split(OperatorSetting, adminUrls ?? ""));

        // What is asked for is told apart by the port at which it comes in.
        var taken = listeners.Everybody.Select(PortOf).Where(static port => port != 0).ToHashSet();
        return listeners.Operator.FirstOrDefault(url => taken.Contains(PortOf(url))) is { } same
            ? throw new SettingsException($"{OperatorSetting} is '{same}', but {EverybodySetting} has that port already: the operator's side needs one of its own.")
            : listeners;
    }

    private static string[] Split(string setting, string urls)
    {
        var all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in all)
        {
            try
            {
                SettingsChecks.CheckPort($"The port in {setting}", PortOf(url));
            }
            catch (FormatException)
            {
                throw new SettingsException($"{setting} is '{url}', but an address is written as in {Default}.");
            }
        }

        return all;
    }

    private static int PortOf(string url) => BindingAddress.Parse(url).Port;
}

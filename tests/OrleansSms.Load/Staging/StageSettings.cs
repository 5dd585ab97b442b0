using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Staging;

/// <summary>What a measurement is made with.</summary>
internal sealed record StageSettings
{
    public GatewayOptions Gateway { get; init; } = new();

    /// <summary>Silos over one storage account; 0 = one gateway on the embedded store.</summary>
    public int Silos { get; init; }

    /// <summary>Whether each silo has a network of its own, so that two can be parted.</summary>
    public bool CanPart { get; init; }

    /// <summary>Whether final statuses are posted to a customer.</summary>
    public bool HasWebhook { get; init; }

    /// <summary>Data files for decisions in place of those that are shipped.</summary>
    public IReadOnlyList<(string Name, string Content)> Files { get; init; } = [];

    /// <summary>Load before anything is measured.</summary>
    public TimeSpan Warm { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long what is measured is offered.</summary>
    public TimeSpan Lasts { get; init; } = TimeSpan.FromSeconds(15);
}

namespace OrleansSms.Domain.Carriers;

/// <summary>What waits of a share in the lanes of a bind: by it a campaign knows whether to go on.</summary>
/// <param name="Waiting">Messages of the share in memory.</param>
/// <param name="IsBehind">Whether the store holds some of it that memory has had no room for, or may.</param>
/// <param name="EffectiveTps">Segments a second that the carrier takes; 0 = no limit is known.</param>
/// <param name="IsBound">Whether the bind sends.</param>
[GenerateSerializer, Immutable, Alias("sms.ShareState")]
public readonly record struct ShareState(
    [property: Id(0)] int Waiting, [property: Id(1)] bool IsBehind, [property: Id(2)] double EffectiveTps, [property: Id(3)] bool IsBound);

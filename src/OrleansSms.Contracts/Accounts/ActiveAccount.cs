using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Compliance;

namespace OrleansSms.Contracts.Accounts;

/// <summary>An account with all that its messages are decided by.</summary>
/// <param name="Config">Its settings.</param>
/// <param name="Policy">What its messages must obey.</param>
[GenerateSerializer, Immutable, Alias("sms.ActiveAccount")]
public sealed record ActiveAccount([property: Id(0)] AccountConfig Config, [property: Id(1)] AccountPolicy Policy);

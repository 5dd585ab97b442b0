namespace OrleansSms.Grains.Documents;

/// <summary>The note of a bind that does not run any more and for which messages may still wait.</summary>
/// <param name="Bind">As in <c>carrier/0</c>.</param>
internal sealed record ClosedBind(string Bind);

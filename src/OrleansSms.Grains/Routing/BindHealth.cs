namespace OrleansSms.Grains.Routing;

/// <summary>Whether a bind can send, as its grain last said.</summary>
/// <param name="Bound">Whether its session is bound and may send.</param>
/// <param name="Since">When that began, as a timestamp of the process's <see cref="TimeProvider"/>.</param>
internal readonly record struct BindHealth(bool Bound, long Since);

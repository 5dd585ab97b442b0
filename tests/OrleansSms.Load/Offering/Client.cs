namespace OrleansSms.Load.Offering;

/// <summary>A kind of client that warms the gateway up.</summary>
/// <param name="Traffic">What it sends.</param>
/// <param name="Connections">How many there are.</param>
/// <param name="PerSecond">Requests a second; 0 = as fast as they are answered.</param>
internal sealed record Client(Traffic Traffic, int Connections, double PerSecond = 0);

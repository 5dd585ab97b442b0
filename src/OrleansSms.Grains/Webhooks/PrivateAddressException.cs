namespace OrleansSms.Grains.Webhooks;

/// <summary>A host has no address that may be connected to.</summary>
internal sealed class PrivateAddressException() : Exception("The host leads only to private addresses.");

namespace OrleansSms.Storage.Moving;

/// <summary>A store is not moved, for a reason that its operator can do something about.</summary>
public sealed class MoveRefusedException(string message, Exception? inner = null) : Exception(message, inner);

namespace OrleansSms.Storage.Sqlite.Writing;

/// <summary>A set breaks a rule, and that was seen before anything of it was written: the others in its transaction are not touched by it.</summary>
internal sealed class BrokenRuleException(string message) : InvalidOperationException(message);

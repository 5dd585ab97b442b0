namespace OrleansSms.Server.Settings;

/// <summary>A setting is wrong. The message is a sentence for the operator that names it.</summary>
internal sealed class SettingsException(string message) : Exception(message);

namespace OrleansSms.Server.Tests.Deployment;

/// <summary>Settings as they are documented.</summary>
internal static class SettingNames
{
    private static readonly string Documented = DeployFiles.Read("docs/settings.md");

    /// <summary>Fails unless docs/settings.md has a setting, given as the name of an environment variable.</summary>
    public static void AssertKnown(string variable) =>
        Assert.Contains($"`{variable.Replace("__", ":", StringComparison.Ordinal)}`", Documented, StringComparison.Ordinal);
}

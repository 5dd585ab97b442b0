namespace OrleansSms.Web.Carriers;

/// <summary>command_status values as people write them.</summary>
internal static class CommandStatusText
{
    public const string Expected = "a command_status in hexadecimal (0x00000058) or decimal (88)";

    public static bool TryParse(string text, out uint status) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out status)
        : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status);

    public static string Write(uint status) => string.Create(CultureInfo.InvariantCulture, $"0x{status:X8}");
}

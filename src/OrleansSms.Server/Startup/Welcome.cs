namespace OrleansSms.Server.Startup;

/// <summary>What the process prints when it is up.</summary>
internal static class Welcome
{
    /// <summary>The key and a first message, once; then the line that says it is ready.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="urls">Where HTTP listens, the operator's listeners last.</param>
    /// <param name="forEverybody">How many of them are not the operator's alone.</param>
    /// <param name="madeKey">The key that was made at this start.</param>
    /// <param name="sandbox">Whether a message can be sent through the sandbox.</param>
    public static void Print(TextWriter output, string[] urls, int forEverybody, string? madeKey, bool sandbox)
    {
        var url = urls[0];
        if (madeKey is not null)
        {
            output.WriteLine();
            output.WriteLine($"Admin API key, shown this once:  {madeKey}");
            if (sandbox)
            {
                output.WriteLine();
                output.WriteLine("Send a first message through the sandbox carrier:");
                output.WriteLine();
                output.WriteLine($"  curl -s {url}/v1/messages -H 'Authorization: Bearer {madeKey}' \\");
                output.WriteLine("    -H 'Content-Type: application/json' -d '{\"to\": \"+447700900123\", \"body\": \"Hello from OrleansSms\"}'");
            }

            output.WriteLine();
        }

        if (urls.Length > forEverybody)
        {
            output.WriteLine($"The operator's side is on {string.Join(", ", urls[forEverybody..])}");
        }

        output.WriteLine($"OrleansSms is ready on {string.Join(", ", urls[..forEverybody])}");
        output.Flush();
    }
}

namespace OrleansSms.Server.Startup;

/// <summary>What the process prints when it is up.</summary>
internal static class Welcome
{
    /// <summary>The key and a first message, once; then the line that says it is ready.</summary>
    public static void Print(TextWriter output, IEnumerable<string> urls, string? madeKey, bool sandbox)
    {
        var all = urls.ToArray();
        var url = all.FirstOrDefault() ?? "http://localhost:8080";
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

        output.WriteLine($"OrleansSms is ready on {string.Join(", ", all)}");
        output.Flush();
    }
}

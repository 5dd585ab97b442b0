namespace OrleansSms.Web.Idempotency;

/// <summary>A body that is read twice: once to recognise the request, once to carry it out.</summary>
internal static class BufferedBody
{
    /// <summary>Reads it and puts it back; null when it is too large, and the response then says so.</summary>
    public static async ValueTask<byte[]?> ReadAsync(HttpContext context, int maxBytes)
    {
        using var bytes = new MemoryStream();
        if (context.Request.ContentLength > maxBytes || !await TryCopyAsync(context.Request.Body, bytes, maxBytes))
        {
            await context.ProblemAsync(ProblemKind.BodyTooLarge, string.Create(CultureInfo.InvariantCulture, $"The body may have {maxBytes} bytes."));
            return null;
        }

        var body = bytes.ToArray();
        context.Request.Body = new MemoryStream(body, writable: false);
        return body;
    }

    private static async ValueTask<bool> TryCopyAsync(Stream source, MemoryStream target, int maxBytes)
    {
        var chunk = new byte[4_096];
        int read;
        while ((read = await source.ReadAsync(chunk, CancellationToken.None)) > 0)
        {
            target.Write(chunk, 0, read);
            if (target.Length > maxBytes)
            {
                return false;
            }
        }

        return true;
    }
}

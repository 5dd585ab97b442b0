using System.Buffers;
using System.IO.Pipelines;

namespace OrleansSms.Web.Http;

/// <summary>A request's body as bytes, where the server received them, and as JSON over those bytes.</summary>
internal sealed class RequestBody : IDisposable
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly PipeReader _reader;
    private readonly JsonDocument _document;

    private RequestBody(PipeReader reader, ReadOnlySequence<byte> bytes, JsonDocument document) =>
        (_reader, Bytes, _document) = (reader, bytes, document);

    public ReadOnlySequence<byte> Bytes { get; }

    public JsonElement Root => _document.RootElement;

    public void Dispose()
    {
        _document.Dispose();
        _reader.AdvanceTo(Bytes.End);
    }

    /// <summary>Reads it; null when it cannot be read, and the response then says why.</summary>
    public static async ValueTask<RequestBody?> ReadAsync(HttpContext context, int maxBytes)
    {
        if (!context.Request.HasJsonContentType())
        {
            await context.ProblemAsync(ProblemKind.UnsupportedMediaType, "Send the body as JSON with Content-Type: application/json.");
            return null;
        }

        if (await ReadBytesAsync(context.Request, maxBytes) is not { } bytes)
        {
            var detail = string.Create(CultureInfo.InvariantCulture, $"The body may have {maxBytes} bytes.");
            await context.ProblemAsync(ProblemKind.BodyTooLarge, detail);
            return null;
        }

        try
        {
            return new RequestBody(context.Request.BodyReader, bytes, JsonDocument.Parse(bytes, Options));
        }
        catch (JsonException error)
        {
            context.Request.BodyReader.AdvanceTo(bytes.End);
            await context.ProblemAsync(ProblemKind.MalformedJson, Explain(bytes, error));
            return null;
        }
    }

    private static async ValueTask<ReadOnlySequence<byte>?> ReadBytesAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(CancellationToken.None);
            if (read.Buffer.Length > maxBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                return read.Buffer;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static string Explain(ReadOnlySequence<byte> bytes, JsonException error) => bytes.IsEmpty
        ? "The body is empty; send a JSON object."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"The body is not valid JSON: see line {error.LineNumber.GetValueOrDefault() + 1}, byte {error.BytePositionInLine.GetValueOrDefault() + 1}{Reason(error)}.");

    private static string Reason(JsonException error) => error.LineNumber is null ? " (a field is given twice, or nesting is too deep)" : "";
}

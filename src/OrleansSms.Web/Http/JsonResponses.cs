using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace OrleansSms.Web.Http;

/// <summary>Writes an answer in one piece with its length, through buffers that each thread keeps.</summary>
internal static class JsonResponses
{
    /// <summary>A buffer that grew beyond this is not kept: a page of messages is smaller.</summary>
    private const int MaxKeptBytes = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static Task JsonAsync<T>(
        this HttpContext context, int status, T value, JsonTypeInfo<T> type, string contentType = "application/json; charset=utf-8")
    {
        var bytes = _bytes ??= new ArrayBufferWriter<byte>(1_024);
        var writer = _writer ??= new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = type.Options.Encoder, SkipValidation = true });
        bytes.ResetWrittenCount();
        writer.Reset(bytes);
        JsonSerializer.Serialize(writer, value, type);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = bytes.WrittenCount;
        response.Headers.CacheControl = "no-store";
        response.BodyWriter.Write(bytes.WrittenSpan);
        if (bytes.Capacity > MaxKeptBytes)
        {
            _bytes = null;
        }

        var flush = response.BodyWriter.FlushAsync(CancellationToken.None);
        return flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
    }
}

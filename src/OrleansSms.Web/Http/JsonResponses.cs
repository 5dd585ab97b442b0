using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using OrleansSms.Contracts.Json;

namespace OrleansSms.Web.Http;

/// <summary>Writes an answer in one piece with its length, through buffers that each thread keeps.</summary>
internal static class JsonResponses
{
    /// <summary>A buffer that grew beyond this is not kept: a page of messages is smaller.</summary>
    private const int MaxKeptBytes = 256 * 1024;

    private const string ContentType = "application/json; charset=utf-8";

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static Task JsonAsync<T>(
        this HttpContext context, int status, T value, JsonTypeInfo<T> type, string contentType = ContentType) =>
        context.WriteAsync(status, (value, type), static (writer, it) => JsonSerializer.Serialize(writer, it.value, it.type), contentType);

    /// <summary>As <see cref="JsonAsync"/>, for what has a writer of its own.</summary>
    public static Task WriteAsync<T>(this HttpContext context, int status, T value, Action<Utf8JsonWriter, T> write, string contentType = ContentType)
    {
        var bytes = _bytes ??= new ArrayBufferWriter<byte>(1_024);
        var writer = _writer ??= new Utf8JsonWriter(bytes, PublicJson.WriterOptions);
        bytes.ResetWrittenCount();
        writer.Reset(bytes);
        write(writer, value);
        writer.Flush();
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

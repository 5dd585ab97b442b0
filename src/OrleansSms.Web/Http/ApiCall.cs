using System.Text.Json.Serialization.Metadata;
using OrleansSms.Contracts.Accounts;

namespace OrleansSms.Web.Http;

/// <summary>Answers one request.</summary>
internal delegate Task ApiHandler(ApiCall call);

/// <summary>A request whose sender is known.</summary>
internal sealed class ApiCall(HttpContext context, Principal principal, ApiServices services)
{
    public HttpContext Context => context;

    public HttpRequest Request => context.Request;

    public Principal Principal => principal;

    public string Account => principal.Account;

    public ApiServices Services => services;

    public IGrainFactory Grains => services.Grains;

    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Whether what it changes is in the log.</summary>
    public bool IsAudited { get; set; }

    /// <summary>A part of the path.</summary>
    public string Path(string name) => (string)context.Request.RouteValues[name]!;

    public Task JsonAsync<T>(int status, T value, JsonTypeInfo<T> type) => context.JsonAsync(status, value, type);

    public Task WriteAsync<T>(T value, Action<Utf8JsonWriter, T> write) => context.WriteAsync(StatusCodes.Status200OK, value, write);

    /// <summary>A page of what has a writer of its own, in the form of <see cref="Listing{T}"/>.</summary>
    public Task WritePageAsync<T>(IReadOnlyList<T> items, string? next, bool hasMore, Action<Utf8JsonWriter, T> write) =>
        WriteAsync((items, next, hasMore, write), static (writer, page) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data"u8);
            foreach (var item in page.items)
            {
                page.write(writer, item);
            }

            writer.WriteEndArray();
            writer.WriteString("next_cursor"u8, page.next);
            writer.WriteBoolean("has_more"u8, page.hasMore);
            writer.WriteEndObject();
        });

    public Task ProblemAsync(ProblemKind kind, string detail) => context.ProblemAsync(kind, detail);

    public Task InvalidAsync(IReadOnlyList<FieldError> errors) => context.InvalidAsync(errors);

    public Task NotFoundAsync(string what) => context.ProblemAsync(ProblemKind.NotFound, $"There is no {what} of this id in your account, or no longer.");

    public ValueTask<RequestBody?> ReadBodyAsync(int maxBytes = BodyLimit.Single) => RequestBody.ReadAsync(context, maxBytes);
}

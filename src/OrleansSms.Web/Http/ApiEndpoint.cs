using Microsoft.AspNetCore.Http.Metadata;

namespace OrleansSms.Web.Http;

/// <summary>Describes a path for the OpenAPI document.</summary>
internal sealed class ApiEndpoint
{
    private readonly IEndpointConventionBuilder _endpoint;

    public ApiEndpoint(IEndpointConventionBuilder endpoint, string pattern, string? scope)
    {
        _endpoint = endpoint;
        var explained = new ApiMetadata(scope);
        endpoint.WithMetadata(((Func<HttpContext, Task>)Documented).Method, explained);
        Metadata = explained;
        Problems(401, 403, 500, 503);
        if (pattern.Contains('{', StringComparison.Ordinal))
        {
            Problems(404);
        }
    }

    private ApiMetadata Metadata { get; }

    public ApiEndpoint Says(string operation, string tag, string summary, string? description = null)
    {
        _endpoint.WithName(operation).WithTags(tag).WithSummary(summary);
        if (description is not null)
        {
            _endpoint.WithDescription(description);
        }

        return this;
    }

    /// <param name="otherTypes">Content types that the path takes besides JSON.</param>
    public ApiEndpoint Takes<T>(params string[] otherTypes)
    {
        _endpoint.WithMetadata(new AcceptsMetadata(["application/json", .. otherTypes], typeof(T)));
        return Problems(400, 413, 415);
    }

    public ApiEndpoint Gives<T>(int status = 200)
    {
        _endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"]));
        return this;
    }

    /// <summary>An answer that is text of another kind: a file, or a stream that goes on as long as somebody listens.</summary>
    public ApiEndpoint GivesText(string contentType)
    {
        _endpoint.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [contentType]));
        return this;
    }

    public ApiEndpoint GivesNothing()
    {
        _endpoint.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)));
        return this;
    }

    public ApiEndpoint Problems(params int[] statuses)
    {
        foreach (var status in statuses)
        {
            _endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Problem), [ProblemResponses.ContentType]));
        }

        return this;
    }

    /// <summary>A query parameter.</summary>
    public ApiEndpoint Query(string name, string description, bool required = false)
    {
        Metadata.Query.Add(new QueryParameter(name, description, required));
        return this;
    }

    public ApiEndpoint Pages() => Query(Paging.Limit, "Most items to answer, 1 to 200; 50 when absent.")
        .Query(Paging.Cursor, "The next_cursor of the answer before.")
        .Problems(400);

    public ApiEndpoint TakesIdempotencyKey()
    {
        Metadata.Idempotent = true;
        return Problems(400, 409, 422);
    }

    // The API explorer lists only endpoints with a method; what a handler takes and gives is told by metadata, so one stands for all.
    private static Task Documented(HttpContext context) => Task.CompletedTask;
}

/// <summary>What the OpenAPI document says of a path beyond bodies and answers.</summary>
internal sealed class ApiMetadata(string? scope)
{
    public string? Scope => scope;

    public bool Idempotent { get; set; }

    public List<QueryParameter> Query { get; } = [];
}

/// <summary>A query parameter.</summary>
internal sealed record QueryParameter(string Name, string Description, bool Required);

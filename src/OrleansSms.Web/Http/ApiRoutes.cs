using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;
using OrleansSms.Web.Auditing;
using OrleansSms.Web.Authentication;
using OrleansSms.Web.Idempotency;

namespace OrleansSms.Web.Http;

/// <summary>Maps the paths under /v1: each asks for a key and a scope before its handler runs.</summary>
internal sealed class ApiRoutes(IEndpointRouteBuilder routes)
{
    private ApiServices? _services;

    private ApiServices Services => _services ??= routes.ServiceProvider.GetRequiredService<ApiServices>();

    /// <param name="scope">What the key must be allowed to do; null = any key.</param>
    public ApiEndpoint Get(string pattern, string? scope, ApiHandler handler) => Map("GET", pattern, scope, handler);

    /// <summary>A GET that sends: the key may stand in the query where the operator allows it.</summary>
    public ApiEndpoint GetWithKeyInQuery(string pattern, string scope, ApiHandler handler) => Map("GET", pattern, scope, handler, keyInQuery: true);

    /// <summary>A POST whose answer is kept for its Idempotency-Key.</summary>
    public ApiEndpoint Post(string pattern, string scope, ApiHandler handler)
    {
        var watched = Watched(scope, handler);
        return Map("POST", pattern, scope, call => IdempotentAnswer.GiveAsync(call, watched)).TakesIdempotencyKey();
    }

    /// <summary>A POST that changes nothing: sent again, it is done again, and its answer is kept nowhere.</summary>
    public ApiEndpoint PostReading(string pattern, string scope, ApiHandler handler) => Map("POST", pattern, scope, handler).TakesIdempotencyKey();

    /// <summary>A POST that submits messages: its Idempotency-Key is kept in the transaction of the messages.</summary>
    public ApiEndpoint PostMessages(string pattern, string scope, ApiHandler handler) => Map("POST", pattern, scope, handler).TakesIdempotencyKey();

    public ApiEndpoint Put(string pattern, string scope, ApiHandler handler) => Map("PUT", pattern, scope, Watched(scope, handler));

    public ApiEndpoint Patch(string pattern, string scope, ApiHandler handler) => Map("PATCH", pattern, scope, Watched(scope, handler));

    public ApiEndpoint Delete(string pattern, string scope, ApiHandler handler) => Map("DELETE", pattern, scope, Watched(scope, handler));

    /// <summary>What changes something on the operator's side goes into the log.</summary>
    private static ApiHandler Watched(string? scope, ApiHandler handler) => scope == Scope.Admin ? AuditTrail.Watched(handler) : handler;

    private ApiEndpoint Map(string method, string pattern, string? scope, ApiHandler handler, bool keyInQuery = false)
    {
        Task InvokeAsync(HttpContext context)
        {
            var services = Services;
            var hasKey = ApiKeyHeader.TryRead(context.Request, out var key);
            if (!hasKey && keyInQuery && services.Options.AllowKeyInQuery && context.Request.Query["key"].ToString() is { Length: > 0 } inQuery)
            {
                hasKey = true;
                key = inQuery;
            }

            // A key that is remembered is known at once: then the handler runs without another state machine around it.
            var known = hasKey ? services.Keys.AuthenticateAsync(key) : default;
            return known.IsCompletedSuccessfully ? AnswerAsync(context, hasKey, known.Result) : AwaitAsync(context, known);
        }

        async Task AwaitAsync(HttpContext context, ValueTask<Principal?> known) => await AnswerAsync(context, hasKey: true, await known);

        Task AnswerAsync(HttpContext context, bool hasKey, Principal? principal)
        {
            if (principal is null)
            {
                return RefuseAsync(context, hasKey);
            }

            var admitted = Services.Door.Admit(context, principal);
            return scope is null || admitted.Scopes.Contains(scope)
                ? handler(new ApiCall(context, admitted, Services))
                : context.ProblemAsync(ProblemKind.MissingScope, $"This key lacks the scope {scope}.");
        }

        return new ApiEndpoint(routes.MapMethods(pattern, [method], InvokeAsync), pattern, scope);
    }

    private static Task RefuseAsync(HttpContext context, bool hasKey)
    {
        context.Response.Headers.WWWAuthenticate = hasKey ? "Bearer error=\"invalid_token\"" : "Bearer";
        return context.ProblemAsync(ProblemKind.Unauthenticated, hasKey
            ? "There is no such API key, or it was revoked."
            : "Send an API key in the header Authorization: Bearer <key>.");
    }
}

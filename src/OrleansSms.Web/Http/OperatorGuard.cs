using OrleansSms.Domain.Accounts;
using OrleansSms.Web.Authentication;

namespace OrleansSms.Web.Http;

/// <summary>Lets requests for the operator's side pass only where that is answered, and those for a page that somebody opens in a browser only with a key.</summary>
internal sealed class OperatorGuard(RequestDelegate next, OperatorDoor door, ApiKeyAuthenticator keys)
{
    public Task InvokeAsync(HttpContext context)
    {
        var page = context.GetEndpoint()?.Metadata.GetMetadata<OperatorOnly>();
        var isOperators = page is not null || context.GetEndpoint()?.Metadata.GetMetadata<ApiMetadata>()?.Scope == Scope.Admin;
        if (isOperators && !door.Admits(context))
        {
            // As for a path that there is not.
            context.SetEndpoint(null);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return page is { AsksForKey: true } ? AskAsync(context) : next(context);
    }

    private async Task AskAsync(HttpContext context)
    {
        var principal = BasicHeader.TryReadPassword(context.Request, out var key) ? await keys.AuthenticateAsync(key) : null;
        if (principal?.Scopes.Contains(Scope.Admin) == true)
        {
            await next(context);
            return;
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"OrleansSms\", charset=\"UTF-8\"";
        await context.ProblemAsync(ProblemKind.Unauthenticated, "Give an API key with the scope admin as the password, with any user name.");
    }
}

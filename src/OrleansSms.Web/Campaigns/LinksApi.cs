using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Web.Campaigns;

/// <summary>/l/: short links, which anybody may follow.</summary>
internal static class LinksApi
{
    private static readonly string[] Methods = ["GET", "HEAD"];

    public static void MapShortLinks(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(ShortLinks.Path + "{token}", Methods, Task (HttpContext context) => FollowAsync(context)).ExcludeFromDescription();

    private static async Task FollowAsync(HttpContext context)
    {
        var grains = (IGrainFactory)context.RequestServices.GetService(typeof(IGrainFactory))!;
        var headers = context.Request.Headers;
        var isBot = BotRules.IsBot(HttpMethods.IsHead(context.Request.Method), headers.UserAgent, headers["Sec-Purpose"].ToString() + headers["Purpose"]);
        var target = await grains.GetGrain<ILinkGrain>(0).FollowAsync((string)context.Request.RouteValues["token"]!, isBot, context.RequestAborted);
        if (target is null)
        {
            await context.ProblemAsync(ProblemKind.NotFound, "There is no such link, or it leads nowhere any more.");
            return;
        }

        // Each click is to be seen here; nobody on the way may answer for us.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Redirect(target);
    }
}

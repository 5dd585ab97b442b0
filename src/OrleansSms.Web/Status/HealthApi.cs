using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansSms.Web.Status;

/// <summary>/healthz and /readyz, for whatever supervises the process. They need no key and say nothing that needs one.</summary>
internal static class HealthApi
{
    private static readonly string[] Methods = ["GET", "HEAD"];
    private static readonly byte[] Ok = Encoding.UTF8.GetBytes("ok\n");

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/healthz", Methods, Task (HttpContext context) => SayOkAsync(context)).ExcludeFromDescription();
        routes.MapMethods("/readyz", Methods, Task (HttpContext context) => SayReadyAsync(context)).ExcludeFromDescription();
    }

    private static async Task SayReadyAsync(HttpContext context)
    {
        if (await context.RequestServices.GetRequiredService<IReadinessProbe>().WhyNotReadyAsync(context.RequestAborted) is { } reason)
        {
            await context.UnavailableAsync(reason);
            return;
        }

        await SayOkAsync(context);
    }

    private static Task SayOkAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = Ok.Length;
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(Ok, CancellationToken.None).AsTask();
    }
}

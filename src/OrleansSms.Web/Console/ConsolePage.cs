using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using OrleansSms.Web.Authentication;

namespace OrleansSms.Web.Console;

/// <summary>/: a page that shows what this is and how it is doing. Three files in the assembly; nothing is loaded from elsewhere.</summary>
internal static class ConsolePage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'";

    private static readonly string[] Methods = ["GET", "HEAD"];

    private static readonly FrozenDictionary<string, Asset> Assets = new[]
    {
        Load("/", "index.html", "text/html; charset=utf-8"),
        Load("/console.css", "console.css", "text/css; charset=utf-8"),
        Load("/console.js", "console.js", "text/javascript; charset=utf-8"),
    }.ToFrozenDictionary(asset => asset.Path);

    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        foreach (var asset in Assets.Values)
        {
            routes.MapMethods(asset.Path, Methods, Task (HttpContext context) => GiveAsync(context, asset)).ExcludeFromDescription().WithMetadata(new OperatorOnly());
        }
    }

    private static Task GiveAsync(HttpContext context, Asset asset)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.ETag = asset.Tag;
        headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch == asset.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = asset.Bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(asset.Bytes, CancellationToken.None).AsTask();
    }

    private static Asset Load(string path, string name, string contentType)
    {
        using var stream = typeof(ConsolePage).Assembly.GetManifestResourceStream("console/" + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
        return new Asset(path, contentType, bytes, tag.ToString());
    }

    private sealed record Asset(string Path, string ContentType, byte[] Bytes, string Tag);
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace OrleansSms.Web.Docs;

/// <summary>/openapi/v1.json, made from the code, and /docs, a page over it that works without a network.</summary>
internal static class OpenApiDocs
{
    public const string DocumentName = "v1";
    public const string DocsPath = "/docs";

    // The page starts itself by an inline script and styles itself; what it must not do is talk to anyone but this gateway.
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
        "font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'";

    public static void AddOpenApiDocs(this IServiceCollection services)
    {
        // The document is made with the options that the answers are written with: names, enums and numbers are the same in both.
        services.ConfigureHttpJsonOptions(options =>
        {
            WebJson.Configure(options.SerializerOptions);
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Shared);
        });
        services.AddOpenApi(DocumentName, options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) => DescribeAsync(document));
            options.AddOperationTransformer((operation, context, _) => ApiOperations.DescribeAsync(operation, context));
            options.AddSchemaTransformer((schema, context, _) => ApiSchemas.DescribeAsync(schema, context));
        });
    }

    public static void MapDocs(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes.MapScalarApiReference(DocsPath, options =>
        {
            options.Title = "OrleansSms API";
            options.DefaultFonts = false;
            options.OpenApiRoutePattern = "/openapi/{documentName}.json";
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.DisableAgent().DisableMcp().DisableTelemetry().HideClientButton();
            options.AddPreferredSecuritySchemes([ApiOperations.SecurityScheme]);
            options.AddDocument(DocumentName);
        }).AddEndpointFilter(async (call, next) =>
        {
            call.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
            return await next(call);
        });
    }

    private static Task DescribeAsync(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "OrleansSms",
            Version = DocumentName,
            Description = "A self-hosted SMS gateway. The answer 202 means durable: the message survives any crash. Errors are RFC 9457 problems.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [ApiOperations.SecurityScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key, sk_…, with the scope that each operation names.",
            },
        };
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansSms.Web.Idempotency;

namespace OrleansSms.Web.Docs;

/// <summary>Adds to each operation what the framework cannot see: parameters, scope, headers.</summary>
internal static class ApiOperations
{
    public const string SecurityScheme = "api_key";

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiMetadata>().FirstOrDefault() is not { } metadata)
        {
            return Task.CompletedTask;
        }

        operation.Parameters ??= [];
        AddPathParameters(operation, context.Description.RelativePath ?? "");
        foreach (var parameter in metadata.Query)
        {
            operation.Parameters.Add(Parameter(parameter.Name, ParameterLocation.Query, parameter.Description, parameter.Required));
        }

        if (metadata.Idempotent)
        {
            operation.Parameters.Add(Parameter(
                IdempotencyHeader.Name, ParameterLocation.Header, "The same key and request within 24 hours gives the first answer again.", required: false));
        }

        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SecurityScheme, context.Document)] = [] }];
        var scope = metadata.Scope is null ? "Any key." : $"Scope: `{metadata.Scope}`.";
        operation.Description = operation.Description is null ? scope : $"{operation.Description} {scope}";
        return Task.CompletedTask;
    }

    private static void AddPathParameters(OpenApiOperation operation, string path)
    {
        foreach (var part in path.Split('/').Where(part => part.StartsWith('{')))
        {
            var name = part.Trim('{', '}');
            if (operation.Parameters!.All(parameter => parameter.Name != name))
            {
                operation.Parameters!.Add(Parameter(name, ParameterLocation.Path, null, required: true));
            }
        }
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, string? description, bool required) => new()
    {
        Name = name,
        In = place,
        Description = description,
        Required = required,
        Schema = new OpenApiSchema { Type = name == Paging.Limit ? JsonSchemaType.Integer : JsonSchemaType.String },
    };
}

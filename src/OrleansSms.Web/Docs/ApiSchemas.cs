using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace OrleansSms.Web.Docs;

/// <summary>Says of types what their converters do.</summary>
internal static class ApiSchemas
{
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        if (kind == typeof(DateTimeOffset))
        {
            schema.Type = Text(type);
            schema.Format = "date-time";
        }
        else if (kind == typeof(TimeSpan))
        {
            schema.Type = Text(type);
            schema.Format = "duration";
            schema.Pattern = null;
        }
        else if (context.JsonPropertyInfo is null && schema.Properties is { Count: > 0 } && IsRequest(type))
        {
            schema.AdditionalPropertiesAllowed = false;
        }

        return Task.CompletedTask;
    }

    private static JsonSchemaType Text(Type type) =>
        Nullable.GetUnderlyingType(type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;

    private static bool IsRequest(Type type) =>
        type.Name.EndsWith("Request", StringComparison.Ordinal) || type.Name.EndsWith("Patch", StringComparison.Ordinal);
}

using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansSms.Contracts.Json;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Web.Accounts;
using OrleansSms.Web.Batches;
using OrleansSms.Web.Carriers;
using OrleansSms.Web.Contacts;
using OrleansSms.Web.Fields;
using OrleansSms.Web.Importing;
using OrleansSms.Web.Keys;
using OrleansSms.Web.Messages;
using OrleansSms.Web.Routes;
using OrleansSms.Web.Templates;
using OrleansSms.Web.Webhooks;

namespace OrleansSms.Web.Tests.Http;

public sealed class PathTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task An_unknown_path_and_a_wrong_method_are_problems()
    {
        var unknown = await web.SendAsync("GET", "/v1/nothing");
        Assert.Equal((404, "not_found", "/v1/nothing"), (unknown.Status, unknown.Code, unknown.Json.GetProperty("instance").GetString()));
        var method = await web.SendAsync("DELETE", "/v1/messages");
        Assert.Equal((405, "method_not_allowed"), (method.Status, method.Code));
        Assert.Contains("POST", method.Headers["Allow"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_needs_no_key_and_readiness_says_why_not()
    {
        Assert.Equal(200, (await web.SendAsync("GET", "/healthz", key: null)).Status);
        Assert.Equal(200, (await web.SendAsync("GET", "/readyz", key: null)).Status);
        web.Probe.Reason = "the store cannot be reached";
        var answer = await web.SendAsync("GET", "/readyz", key: null);
        web.Probe.Reason = null;
        Assert.Equal((503, "the store cannot be reached"), (answer.Status, answer.Json.GetProperty("detail").GetString()));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/docs/")]
    [InlineData("/console.js")]
    [InlineData("/console.css")]
    public async Task Pages_load_nothing_from_elsewhere(string path)
    {
        var page = await web.SendAsync("GET", path, key: null);
        Assert.Equal(200, page.Status);
        Assert.DoesNotMatch("(src|href)=[\"']?(https?:)?//|@import|url\\(", page.Text);
        if (path is "/" or "/docs/")
        {
            Assert.Contains("default-src", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        }

        if (path == "/")
        {
            Assert.Contains("script-src 'self'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotMatch("<script>|style=|onclick=", page.Text);
        }
    }

    [Fact]
    public async Task The_script_of_the_documentation_page_is_in_the_package()
    {
        var page = await web.SendAsync("GET", "/docs/", key: null);
        var scripts = Regex.Matches(page.Text, "<script[^>]*src=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            Assert.Equal(200, (await web.SendAsync("GET", new Uri(new Uri("http://x/docs/"), script).PathAndQuery, key: null)).Status);
        }
    }

    [Fact]
    public async Task Every_path_stands_in_the_document_with_its_answers_and_its_scope()
    {
        var document = await DocumentAsync();
        var mapped = web.Endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal)).ToList();
        Assert.True(mapped.Count > 35);
        foreach (var endpoint in mapped)
        {
            var method = endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods.Single();
            var path = document.GetProperty("paths").GetProperty(endpoint.RoutePattern.RawText!);
            var operation = path.GetProperty(method.ToLowerInvariant());
            var responses = operation.GetProperty("responses").EnumerateObject().ToList();
            Assert.Contains(responses, response => response.Name[0] == '2');
            Assert.True(responses.Single(response => response.Name == "401").Value.GetProperty("content").TryGetProperty("application/problem+json", out _));
            Assert.True(operation.TryGetProperty("security", out _));
            foreach (var success in responses.Where(response => response.Name[0] == '2' && response.Name != "204"))
            {
                var content = success.Value.GetProperty("content").EnumerateObject().ToList();
                Assert.Contains(content, type => endpoint.RoutePattern.RawText == "/v1/events/stream" ? type.Name == "text/event-stream" : type.Name is "application/json" or "text/csv");
                Assert.All(content, type => Assert.True(type.Value.TryGetProperty("schema", out _), $"{method} {path}"));
            }
        }
    }

    [Fact]
    public async Task Every_reference_in_the_document_leads_somewhere_and_ids_are_unique()
    {
        var document = await DocumentAsync();
        var schemas = document.GetProperty("components").GetProperty("schemas");
        foreach (Match reference in Regex.Matches(document.GetRawText(), "\"\\$ref\":\\s*\"#/components/schemas/([^\"]+)\""))
        {
            Assert.True(schemas.TryGetProperty(reference.Groups[1].Value, out _), reference.Value);
        }

        var ids = Regex.Matches(document.GetRawText(), "\"operationId\":\\s*\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documented_fields_are_the_fields_that_are_read()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        AssertFields(schemas, "MessageRequest", MessageFields.Message);
        AssertFields(schemas, "BatchRequest", BatchFields.Batch);
        AssertFields(schemas, "BatchRecipient", BatchFields.Row);
        AssertFields(schemas, "WebhookEndpointRequest", WebhookEndpointFields.Names);
        AssertFields(schemas, "WebhookEndpointPatch", WebhookEndpointFields.Names);
        AssertFields(schemas, "AccountRequest", AccountFields.Names);
        AssertFields(schemas, "RecipientCapView", AccountFields.CapNames);
        AssertFields(schemas, "KeyRequest", KeyFields.Names);
        AssertFields(schemas, "CarrierRequest", CarrierFields.Names);
        AssertFields(schemas, "CarrierPatch", CarrierFields.Names);
        AssertFields(schemas, "RouteRequest", RouteFields.Names);
        AssertFields(schemas, "ContactRequest", ContactFields.Names);
        AssertFields(schemas, "ContactPatchRequest", ContactFields.PatchNames);
        AssertFields(schemas, "ImportRequest", ImportFields.Names);
        AssertFields(schemas, "TemplateRequest", TemplateFields.Names);
        AssertFields(schemas, "TemplatePatch", TemplateFields.Names);
        AssertFields(schemas, "TemplateSampleRequest", TemplateFields.SampleNames);
        AssertFields(schemas, "TemplateTryRequest", TemplateFields.PreviewNames);
    }

    [Fact]
    public async Task What_is_written_of_messages_is_documented()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        var message = new Message
        {
            Id = default,
            Account = "a",
            To = new Msisdn(447700900123),
            From = "X",
            Body = "b",
            NotBefore = 1,
            Batch = default(BatchId),
            ClientReference = "r",
            CallbackUrl = "u",
        };
        var record = new MessageRecord
        {
            Message = message,
            Status = MessageStatus.Held,
            Reason = "r",
            Error = "e",
            Bind = new BindKey("a",
            0),
            SmscMessageId = "s",
            QueuedAt = 1,
            SentAt = 1,
            FinalAt = 1,
            DueAt = 1,
        };
        AssertDocumented(schemas, "MessageView", writer => MessageJson.Write(writer, record));
        var inbound = new InboundMessage
        {
            Id = default,
            Account = "a",
            From = "f",
            To = "t",
            Body = "b",
            Encoding = "gsm7",
            ReceivedAt = 1,
            Carrier = "c",
            Keyword = "stop",
        };
        AssertDocumented(schemas, "InboundView", writer => InboundJson.Write(writer, inbound));
    }

    [Fact]
    public async Task The_document_has_words_for_enums_and_formats_for_times()
    {
        var properties = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty("MessageRequest").GetProperty("properties");
        Assert.Equal("date-time", properties.GetProperty("send_at").GetProperty("format").GetString());
        Assert.Equal("duration", properties.GetProperty("validity_period").GetProperty("format").GetString());
        Assert.Contains("The text", properties.GetProperty("body").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"authentication\"", (await DocumentAsync()).GetRawText(), StringComparison.Ordinal);
    }

    private static void AssertDocumented(JsonElement schemas, string name, Action<Utf8JsonWriter> write)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            write(writer);
        }

        var schema = schemas.GetProperty(name);
        var written = JsonDocument.Parse(bytes.WrittenMemory).RootElement.EnumerateObject().Select(property => property.Name).ToHashSet();
        Assert.Subset(schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToHashSet(), written);
        Assert.Superset(schema.GetProperty("required").EnumerateArray().Select(property => property.GetString()!).ToHashSet(), written);
    }

    private static void AssertFields(JsonElement schemas, string name, FieldNames names) =>
        Assert.Equal(names.Names.Order(), schemas.GetProperty(name).GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());

    private async Task<JsonElement> DocumentAsync()
    {
        var answer = await web.SendAsync("GET", "/openapi/v1.json", key: null);
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }
}

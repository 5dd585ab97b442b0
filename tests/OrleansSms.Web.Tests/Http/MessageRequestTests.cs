using System.Text.Json;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Web.Tests.Http;

public sealed class MessageRequestTests : IAsyncLifetime
{
    private const string Good = """{"to": "+447700900123", "body": "Hello"}""";

    private readonly WebFixture _web = new();

    public Task InitializeAsync() => _web.InitializeAsync();

    public Task DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task An_accepted_message_is_answered_with_202_and_where_to_find_it()
    {
        _web.Grains.Submit = Accept;
        var answer = await _web.SendAsync("POST", "/v1/messages", """
            {"to": "+447700900123", "from": "Example", "body": "Hello", "category": "authentication", "send_at": "2026-03-01T10:30:00+01:00",
             "validity_period": "PT10M", "encoding": "ucs2", "smart_encoding": true, "client_reference": "r1", "tags": ["a"], "max_segments": 2,
             "callback_url": "https://example.com/hook", "default_country": "GB"}
            """);

        Assert.Equal(202, answer.Status);
        var id = answer.Json.GetProperty("id").GetString()!;
        Assert.Equal("/v1/messages/" + id, answer.Headers["Location"]);
        Assert.Equal("queued", answer.Json.GetProperty("status").GetString());
        Assert.Equal("2026-03-01T09:30:00.000001Z", answer.Json.GetProperty("created_at").GetString());
        Assert.StartsWith("req_", answer.Headers["X-Request-Id"], StringComparison.Ordinal);
        var request = Assert.Single(_web.Grains.Submitted);
        Assert.Equal(
            ("Example", MessageCategory.Authentication, TimeSpan.FromMinutes(10), EncodingRequest.Ucs2, true, 2, "GB"),
            (request.From, request.Category, request.Validity!.Value, request.Encoding, request.SmartEncoding, request.MaxSegments!.Value, request.DefaultCountry));
        Assert.Equal(UnixMicros.From(new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero)), request.SendAt);
        Assert.Equal(new SubmitRecipient("+447700900123", "r1"), Assert.Single(request.Recipients));
    }

    [Fact]
    public async Task Every_bad_field_is_told_at_once_and_nothing_is_submitted()
    {
        _web.Grains.Preview = new PreviewResult { Errors = [new FieldError("/from", "invalid_originator", "no"), new FieldError("/to", "invalid_number", "no")] };
        var answer = await _web.SendAsync("POST", "/v1/messages", """{"to": 447700900123, "body": "x", "catgory": "marketing", "send_at": "2026-03-01T10:30:00"}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Equal("invalid_request", answer.Code);
        Assert.Equal(
            [("/catgory", "unknown_field"), ("/from", "invalid_originator"), ("/send_at", "invalid_value"), ("/to", "invalid_type")],
            answer.Errors.OrderBy(error => error.Pointer, StringComparer.Ordinal));
        Assert.Contains("did you mean category?", answer.Text, StringComparison.Ordinal);
        Assert.Empty(_web.Grains.Submitted);
    }

    [Fact]
    public async Task Malformed_json_is_told_with_its_place()
    {
        var answer = await _web.SendAsync("POST", "/v1/messages", "{\"to\": \"+44\",\n  oops}");
        Assert.Equal((400, "malformed_json"), (answer.Status, answer.Code));
        Assert.Contains("line 2, byte 3", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"to\": \"a\", \"to\": \"b\"}")]
    public async Task A_body_that_says_nothing_or_says_it_twice_is_malformed(string body)
    {
        var answer = await _web.SendAsync("POST", "/v1/messages", body);
        Assert.Equal((400, "malformed_json"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Too_large_a_body_and_another_media_type_are_refused()
    {
        var large = await _web.SendAsync("POST", "/v1/messages", $$"""{"to": "+447700900123", "body": "{{new string('x', 70_000)}}"}""");
        Assert.Equal((413, "body_too_large"), (large.Status, large.Code));
        var form = await _web.SendAsync("POST", "/v1/messages", "to=1", contentType: "application/x-www-form-urlencoded");
        Assert.Equal((415, "unsupported_media_type"), (form.Status, form.Code));
    }

    [Theory]
    [InlineData(SubmitVerdict.Invalid, 400, "invalid_request", false)]
    [InlineData(SubmitVerdict.KeyReused, 422, "idempotency_key_reused", false)]
    [InlineData(SubmitVerdict.KeyInFlight, 409, "idempotency_in_flight", true)]
    [InlineData(SubmitVerdict.RateLimited, 429, "rate_limited", true)]
    [InlineData(SubmitVerdict.Unavailable, 503, "unavailable", true)]
    public async Task Each_verdict_has_its_status(SubmitVerdict verdict, int status, string code, bool retryable)
    {
        _web.Grains.Submit = _ => SubmitResult.Refused(verdict, "because", 7) with { RateLimit = new RateLimitState(10, 0, 7) };
        var answer = await _web.SendAsync("POST", "/v1/messages", Good);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(retryable, answer.Json.GetProperty("retryable").GetBoolean());
        Assert.Equal(retryable, answer.Headers.ContainsKey("Retry-After"));
        Assert.Equal("\"segments\";q=10;w=1", answer.Headers["RateLimit-Policy"]);
        Assert.Equal("\"segments\";r=0;t=7", answer.Headers["RateLimit"]);
        Assert.Equal(answer.Headers["X-Request-Id"], answer.Json.GetProperty("request_id").GetString());
    }

    [Fact]
    public async Task A_store_or_silo_that_does_not_answer_is_503_and_a_bug_is_500_without_internals()
    {
        _web.Grains.Submit = _ => throw new TimeoutException("secret");
        Assert.Equal(503, (await _web.SendAsync("POST", "/v1/messages", Good)).Status);
        _web.Grains.Submit = _ => throw new IOException("secret");
        Assert.Equal(503, (await _web.SendAsync("POST", "/v1/messages", Good)).Status);
        _web.Grains.Submit = _ => throw new InvalidOperationException("secret");
        var bug = await _web.SendAsync("POST", "/v1/messages", Good);
        Assert.Equal((500, "internal_error"), (bug.Status, bug.Code));
        Assert.DoesNotContain("secret", bug.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_idempotency_key_goes_along_and_a_kept_answer_is_marked()
    {
        _web.Grains.Submit = request => Accept(request) with { Replayed = true };
        var answer = await _web.SendAsync("POST", "/v1/messages", Good, headers: ("Idempotency-Key", "k1"));
        await _web.SendAsync("POST", "/v1/messages", Good, headers: ("Idempotency-Key", "k1"));
        await _web.SendAsync("POST", "/v1/messages", Good, key: WebFixture.OtherKey, headers: ("Idempotency-Key", "k1"));

        Assert.Equal("true", answer.Headers["Idempotent-Replayed"]);
        var keys = _web.Grains.Submitted.Select(request => request.Idempotency!).ToArray();
        Assert.Equal((16, 32), (keys[0].Key.Length, keys[0].RequestHash.Length));
        Assert.Equal((keys[0].Key, keys[0].RequestHash), (keys[1].Key, keys[1].RequestHash), BytesEqual);
        Assert.NotEqual(keys[0].Key, keys[2].Key);
        Assert.Equal(400, (await _web.SendAsync("POST", "/v1/messages", Good, headers: ("Idempotency-Key", "two words"))).Status);
    }

    [Fact]
    public async Task A_bad_row_keeps_its_index_and_the_good_rows_go()
    {
        _web.Grains.Submit = request => new SubmitResult
        {
            Verdict = SubmitVerdict.Accepted,
            Batch = new BatchId(new SortableId(1, 2)),
            Accepted = 1,
            Rejected = 2,
            Errors = [new FieldError("/recipients/1/to", "invalid_number", "empty"), new FieldError("/recipients/2/to", "invalid_number", "no such number")],
        };
        var answer = await _web.SendAsync(
            "POST", "/v1/batches", """{"body": "Hi", "recipients": [{"to": "+447700900123"}, {"too": "+447700900124"}, {"to": "x"}]}""");

        Assert.Equal(202, answer.Status);
        Assert.Equal(
            [("/recipients/1/too", "unknown_field"), ("/recipients/1/to", "required"), ("/recipients/2/to", "invalid_number")], answer.Errors);
        var request = Assert.Single(_web.Grains.Submitted);
        Assert.True(request.IsBatch);
        Assert.Equal(["+447700900123", "", "x"], request.Recipients.Select(recipient => recipient.To));
    }

    [Fact]
    public async Task A_batch_of_ten_thousand_fits_and_one_more_does_not()
    {
        _web.Grains.Submit = request => new SubmitResult { Verdict = SubmitVerdict.Accepted, Batch = default(BatchId), Accepted = request.Recipients.Count };
        static string Body(int rows) => JsonSerializer.Serialize(new
        {
            body = "Hi",
            recipients = Enumerable.Range(0, rows).Select(i => new { to = "+447700900123", client_reference = new string('r', 128) }),
        });
        Assert.Equal(10_000, (await _web.SendAsync("POST", "/v1/batches", Body(10_000))).Json.GetProperty("accepted").GetInt32());
        Assert.Equal([("/recipients", "too_many")], (await _web.SendAsync("POST", "/v1/batches", Body(10_001))).Errors);
    }

    [Fact]
    public async Task Send_by_get_follows_the_same_rules()
    {
        _web.Grains.Submit = Accept;
        var answer = await _web.SendAsync("GET", "/v1/send?to=+447700900123&from=Example&body=Hi+there&category=marketing&client_reference=r");
        Assert.Equal(202, answer.Status);
        var request = Assert.Single(_web.Grains.Submitted);
        Assert.Equal(("+447700900123", "Hi there", MessageCategory.Marketing), (request.Recipients[0].To, request.Body, request.Category));

        var bad = await _web.SendAsync("GET", "/v1/send?to=1&text=x");
        Assert.Equal([("/text", "unknown_parameter"), ("/body", "required")], bad.Errors);
        Assert.Equal(401, (await _web.SendAsync("GET", "/v1/send?to=1&body=x&key=" + WebFixture.Key, key: null)).Status);
    }

    [Fact]
    public async Task Send_by_get_takes_the_key_in_the_query_where_the_operator_allows_it()
    {
        var web = new WebFixture(new() { ["OrleansSms:Send:AllowKeyInQuery"] = "true" });
        await web.InitializeAsync();
        web.Grains.Submit = Accept;
        Assert.Equal(202, (await web.SendAsync("GET", "/v1/send?to=%2B447700900123&body=x&key=" + WebFixture.Key, key: null)).Status);
        await web.DisposeAsync();
    }

    [Fact]
    public async Task A_message_of_another_account_is_not_found()
    {
        var id = new MessageId(new SortableId(5, 6));
        _web.Grains.Messages[id] = new MessageRecord
        {
            Message = new Message { Id = id, Account = "acme", To = new Msisdn(447700900123), From = "X", Body = "b", Segments = 1 },
            Status = MessageStatus.Delivered,
        };
        var mine = await _web.SendAsync("GET", "/v1/messages/" + id);
        Assert.Equal((200, "delivered"), (mine.Status, mine.Json.GetProperty("status").GetString()));
        Assert.False(mine.Json.TryGetProperty("smsc_message_id", out _));
        Assert.Equal(404, (await _web.SendAsync("GET", "/v1/messages/" + id, key: WebFixture.OtherKey)).Status);
        Assert.Equal(404, (await _web.SendAsync("GET", "/v1/messages/nonsense")).Status);
        Assert.Equal((409, "too_late"), (await _web.SendAsync("POST", $"/v1/messages/{id}/cancel")) is var late ? (late.Status, late.Code) : default);
    }

    [Fact]
    public async Task Filters_of_a_list_are_read_or_refused()
    {
        var path = "/v1/messages?to=%2B44%207700%20900123&status=delivered&tag=t&created_from=2026-03-01T00:00:00Z&limit=200";
        Assert.Equal(200, (await _web.SendAsync("GET", path)).Status);
        var filter = Assert.Single(_web.Grains.Filters);
        Assert.Equal(("acme", 447700900123, MessageStatus.Delivered, "t", 200), (filter.Account, filter.To!.Value.Digits, filter.Status, filter.Tag, filter.Limit));

        var bad = await _web.SendAsync("GET", "/v1/messages?limit=201&cursor=x&status=gone&batch_id=1&stauts=x");
        Assert.Equal(["/batch_id", "/cursor", "/limit", "/status", "/stauts"], bad.Errors.Select(e => e.Pointer).Order(StringComparer.Ordinal));
    }

    private static bool BytesEqual((byte[] Key, byte[] Hash) a, (byte[] Key, byte[] Hash) b) =>
        a.Key.AsSpan().SequenceEqual(b.Key) && a.Hash.AsSpan().SequenceEqual(b.Hash);

    private static SubmitResult Accept(SubmitRequest request) => new()
    {
        Verdict = SubmitVerdict.Accepted,
        Accepted = 1,
        Message = new SubmittedMessage(
            new MessageId(new SortableId(1, 2)), MessageStatus.Queued, null, new Msisdn(447700900123), request.From ?? "X", 1, MessageEncoding.Gsm7,
            UnixMicros.From(new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero)) + 1, request.Category, request.Recipients[0].ClientReference, null),
    };
}

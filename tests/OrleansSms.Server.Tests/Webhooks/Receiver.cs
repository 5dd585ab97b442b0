using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansSms.Server.Tests.Webhooks;

/// <summary>A customer's server that takes what is posted to it and checks signatures as the Standard Webhooks specification says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<Post> _posts = new();
    private int _refusals;

    private Receiver(WebApplication server) => _server = server;

    public string Url => _server.Urls.First() + "/hook";

    /// <summary>Everything posted so far, refused or not.</summary>
    public IReadOnlyList<Post> Posts => [.. _posts];

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver._server.MapPost("/hook", receiver.TakeAsync);
        await receiver._server.StartAsync();
        return receiver;
    }

    /// <summary>Answers the next so many posts with 500.</summary>
    public void Refuse(int count) => _refusals = count;

    /// <summary>Waits until so many posts that meet a condition were taken.</summary>
    public Task<IReadOnlyList<Post>> TakenAsync(Func<Post, bool> wanted, int count) => Eventually.ReadAsync(
        () => Task.FromResult<IReadOnlyList<Post>>([.. Posts.Where(post => post.Status == 200 && wanted(post))]),
        posts => posts.Count >= count,
        posts => $"{posts.Count} posts of {count}; all: {string.Join("; ", Posts)}");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers;
        var status = Interlocked.Decrement(ref _refusals) >= 0 ? 500 : 200;
        var (id, timestamp, signature) = (headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"]);
        _posts.Enqueue(new Post(id.ToString(), timestamp.ToString(), signature.ToString(), body, status));
        context.Response.StatusCode = status;
    }

    /// <summary>One post.</summary>
    internal sealed record Post(string Id, string Timestamp, string Signature, string Body, int Status)
    {
        public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

        public string? Type => Json.Text("type");

        public string? Message => Json.GetProperty("data").Text("id");

        /// <summary>Whether it is signed with the secret, now.</summary>
        public bool IsSignedWith(string secret)
        {
            var key = Convert.FromBase64String(secret["whsec_".Length..]);
            var expected = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
            var age = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - long.Parse(Timestamp, CultureInfo.InvariantCulture);
            return Signature.Split(' ').Contains("v1," + expected) && age is >= -5 and < 300;
        }
    }
}

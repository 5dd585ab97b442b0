using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansSms.Grains.Tests.Webhooks;

/// <summary>A customer's HTTP server on loopback.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Post> _posts = Channel.CreateUnbounded<Post>();

    private Receiver(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Url => _app.Urls.Single() + "/hook";

    /// <summary>How it answers; a status that may depend on the post and may take as long as the test likes.</summary>
    public Func<Post, Task<int>> Answer { get; set; } = _ => Task.FromResult(StatusCodes.Status204NoContent);

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.HandleAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>The next post that arrives.</summary>
    public async Task<Post> NextAsync() => await _posts.Reader.ReadAsync();

    /// <summary>The next few.</summary>
    public async Task<List<Post>> NextAsync(int count)
    {
        List<Post> posts = [];
        while (posts.Count < count)
        {
            posts.Add(await NextAsync());
        }

        return posts;
    }

    /// <summary>What arrived and was not asked for.</summary>
    public List<Post> Rest()
    {
        List<Post> posts = [];
        while (_posts.Reader.TryRead(out var post))
        {
            posts.Add(post);
        }

        return posts;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var post = new Post(
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        _posts.Writer.TryWrite(post);
        context.Response.StatusCode = await Answer(post);
        context.Response.Headers.Location = Url + "/elsewhere";
    }
}

/// <summary>A post that arrived.</summary>
internal sealed record Post(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    public string Message => Json.GetProperty("data").GetProperty("id").GetString()!;
}

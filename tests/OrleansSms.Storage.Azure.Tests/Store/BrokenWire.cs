using Azure.Core;
using Azure.Core.Pipeline;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>A way to the account that breaks as told: before a request has gone out, or before its answer has come back.</summary>
internal sealed class BrokenWire : HttpPipelinePolicy
{
    private int _answersToLose;

    /// <summary>Whether nothing gets through.</summary>
    public bool IsDown { get; set; }

    /// <summary>Whether nothing gets through once an answer has been lost.</summary>
    public bool GoesDownThen { get; set; }

    /// <summary>The answers to so many appends get lost.</summary>
    public void LoseAnswers(int count) => Volatile.Write(ref _answersToLose, count);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (IsDown)
        {
            throw new IOException("The wire is cut.");
        }

        await ProcessNextAsync(message, pipeline);
        if (message.Request.Uri.Query.Contains("comp=appendblock", StringComparison.Ordinal) && Interlocked.Decrement(ref _answersToLose) >= 0)
        {
            IsDown = GoesDownThen;
            throw new IOException("The answer is lost.");
        }
    }
}

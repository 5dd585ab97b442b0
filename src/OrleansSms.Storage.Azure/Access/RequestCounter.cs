using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace OrleansSms.Storage.Azure.Access;

/// <summary>Counts every request that goes to the account, tries again included: each costs money, whatever is in it.</summary>
internal sealed class RequestCounter : HttpPipelineSynchronousPolicy
{
    private static readonly Meter Meter = new("OrleansSms.Storage");

    private static readonly Counter<long> Requests =
        Meter.CreateCounter<long>("orleanssms.storage.requests", "{request}", "Requests to the storage account by service, method and status.");

    private readonly string _service;
    private long _count;

    public RequestCounter(string service) => _service = service;

    /// <summary>How many so far.</summary>
    public long Count => Volatile.Read(ref _count);

    public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref _count);

    public override void OnReceivedResponse(HttpMessage message) => Requests.Add(
        1,
        new KeyValuePair<string, object?>("service", _service),
        new KeyValuePair<string, object?>("method", message.Request.Method.Method),
        new KeyValuePair<string, object?>("status", message.HasResponse ? message.Response.Status : 0));
}

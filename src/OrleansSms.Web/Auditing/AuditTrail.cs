using OrleansSms.Contracts.Auditing;
using OrleansSms.Domain.Auditing;

namespace OrleansSms.Web.Auditing;

/// <summary>Writes what a request changes into the log.</summary>
internal static class AuditTrail
{
    private const string ApiRoot = "/v1/";

    /// <summary>
    /// Answers a request that changes something on the operator's side. Handlers record what they change, before they do; for one that says nothing the request itself is
    /// recorded, so that none can be forgotten.
    /// </summary>
    public static ApiHandler Watched(ApiHandler handler) => async call =>
    {
        await handler(call);
        if (!call.IsAudited && call.Context.Response.StatusCode < StatusCodes.Status400BadRequest)
        {
            await WriteAsync(call, call.Request.Path.Value![ApiRoot.Length..], []);
        }
    };

    /// <summary>Records a change that is about to be made; null stands for what is not there before, or afterwards. What changes nothing is not recorded.</summary>
    /// <param name="call">The request that asks for it.</param>
    /// <param name="resource">As in a path behind /v1/.</param>
    /// <param name="before">The configuration as it is.</param>
    /// <param name="after">The configuration as it will be.</param>
    public static Task AuditAsync<T>(this ApiCall call, string resource, T? before, T? after)
        where T : class
    {
        call.IsAudited = true;
        var changes = AuditChanges.Between(before, after);
        return changes.Count == 0 ? Task.CompletedTask : WriteAsync(call, resource, changes);
    }

    private static Task WriteAsync(ApiCall call, string resource, IReadOnlyList<AuditChange> changes) =>
        call.Grains.GetGrain<IAuditGrain>(0).RecordAsync(new AuditEntry
        {
            Id = call.Services.Ids.Next(AuditEntry.Prefix),
            At = call.Services.Time.GetUnixMicros(),
            Actor = call.Principal.Key,
            Account = call.Account,
            Operation = call.Context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? call.Request.Method,
            Resource = resource,
            Changes = changes,
            RequestId = call.Context.TraceIdentifier,
            Address = call.Context.Connection.RemoteIpAddress?.ToString(),
        });
}

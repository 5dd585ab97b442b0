using Azure;

namespace OrleansSms.Storage.Azure.Access;

/// <summary>Tells a refusal that may pass from an error, once the client's own tries are used up.</summary>
internal static class Refusal
{
    public const int NotFound = 404;
    public const int Conflict = 409;
    public const int PreconditionFailed = 412;
    public const int RangeNotSatisfiable = 416;
    private const int RequestTimeout = 408;
    private const int TooManyRequests = 429;
    private const int FirstServerError = 500;

    /// <summary>Whether the account could not be reached, or said not now: what was asked for may or may not have been done.</summary>
    public static bool IsRefusal(Exception error) => error switch
    {
        RequestFailedException { Status: 0 or RequestTimeout or TooManyRequests or >= FirstServerError } => true,
        AggregateException tries => tries.InnerExceptions.All(IsRefusal),
        TaskCanceledException or HttpRequestException or IOException => true,
        _ => false,
    };

    /// <summary>Does something with the account; a refusal becomes a <see cref="StoreUnavailableException"/>, unless the caller has given up.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> request, CancellationToken cancellationToken)
    {
        try
        {
            return await request().ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && IsRefusal(error))
        {
            throw ToUnavailable(error);
        }
    }

    public static StoreUnavailableException ToUnavailable(Exception error) => new("The storage account did not take a request.", error);
}

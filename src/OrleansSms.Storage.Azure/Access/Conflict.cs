using System.Net;
using Azure;

namespace OrleansSms.Storage.Azure.Access;

/// <summary>Answers that say: somebody else was faster. Not errors of the account.</summary>
internal static class Conflict
{
    public static bool Is(RequestFailedException e) =>
        (HttpStatusCode)e.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed;
}

using Azure;

namespace OrleansSms.Storage.Azure.Access;

/// <summary>Answers that say: somebody else was faster. Not errors of the account.</summary>
internal static class Conflict
{
    public static bool Is(RequestFailedException error) => error.Status is Refusal.NotFound or Refusal.Conflict or Refusal.PreconditionFailed;
}

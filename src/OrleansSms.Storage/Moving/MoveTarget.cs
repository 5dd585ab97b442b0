using OrleansSms.Storage.Importing;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Moving;

/// <summary>The ports of a target that take what they are told at any time, and the same twice.</summary>
/// <param name="Webhooks">Webhook endpoints' progress.</param>
/// <param name="ImportFiles">Files of imports.</param>
/// <param name="ErasureLog">Which erasures were ordered.</param>
public sealed record MoveTarget(IWebhookStore Webhooks, IImportFiles ImportFiles, IErasureLog ErasureLog);

/// <summary>How far a move has come.</summary>
/// <param name="Kind">What is being moved.</param>
/// <param name="Count">How much of it, since this process began.</param>
/// <param name="IsDone">Whether that is all of it.</param>
public readonly record struct MoveProgress(MovedKind Kind, long Count, bool IsDone);

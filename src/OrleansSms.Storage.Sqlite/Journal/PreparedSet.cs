using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Recent;

namespace OrleansSms.Storage.Sqlite.Journal;

/// <summary>A change set as the writer takes it: its part of the journal is octets already, so that the one thread that writes only copies them.</summary>
/// <param name="Set">The set.</param>
/// <param name="Octets">Its part of the journal; empty when it has none.</param>
/// <param name="Created">For each of its new messages, what will be held in memory.</param>
/// <param name="Steps">For each of its changes, what the writer needs besides.</param>
/// <param name="IntentBind">Number of the bind of its intent; 0 = it has none.</param>
/// <param name="OverBinds">For each of <see cref="ChangeSet.IntentsOver"/>, the number of the bind.</param>
internal sealed record PreparedSet(
    ChangeSet Set, byte[] Octets, RecentMessage[] Created, PreparedStep[] Steps, int IntentBind, int[] OverBinds);

/// <summary>What a change was turned into.</summary>
/// <param name="Bind">Number of its bind; 0 = it names none.</param>
/// <param name="OpenCarrier">Number of the carrier of the receipt that it opens.</param>
/// <param name="CloseCarrier">Number of the carrier of the receipt that it closes.</param>
/// <param name="Entry">Where its timeline entry begins within <see cref="PreparedSet.Octets"/>.</param>
/// <param name="EntryBytes">Octets of that entry.</param>
internal readonly record struct PreparedStep(int Bind, int OpenCarrier, int CloseCarrier, int Entry, int EntryBytes);

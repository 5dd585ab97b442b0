using OrleansSms.Domain.Recipients;

namespace OrleansSms.Storage.Contract.Recipients;

/// <summary>Recipients.</summary>
public abstract class RecipientStoreContract : StoreContract
{
    private static readonly Msisdn Recipient = new(447700900123);

    [Fact]
    public async Task Nothing_is_known_of_a_new_recipient() => Assert.Null(await Stores.Recipients.ReadAsync(Recipient));

    [Fact]
    public async Task A_state_reads_as_it_was_last_written()
    {
        await Stores.Recipients.WriteAsync(Recipient, RecipientState.Default);
        var state = new RecipientState
        {
            OptOuts = [new OptOut(Account, 5, "msg_1", "STOP", Sender: "60777", Confirmation: "msg_9"), new OptOut(OptOut.EveryAccount, 6, "msg_2", "ARRÊT")],
            Consents = [new Consent(Account, "marketing", "con_1", 7, NeedsConfirmation: true, ConfirmedAt: 8, RevokedAt: 12, RevokedBy: "msg_4")],
            Suppressions = [new Suppression("group", "complaint", 9)],
            PossibleOptOuts = [new PossibleOptOut(Account, 10, "msg_3", "STOP")],
            Place = new RecipientPlace("Europe/London", "GB", "SW1A 1AA", 11),
            Language = "fr",
        };
        await Stores.Recipients.WriteAsync(Recipient, state);

        var read = await Stores.Recipients.ReadAsync(Recipient);

        Assert.Equivalent(state, read, strict: true);
        Assert.Null(await Stores.Recipients.ReadAsync(new Msisdn(447700900124)));
    }

    [Fact]
    public async Task A_state_without_opt_outs_is_kept_too()
    {
        await Stores.Recipients.WriteAsync(Recipient, new RecipientState { Suppressions = [new Suppression(Account, "asked by letter", 5)] });

        Assert.Equal("asked by letter", Assert.Single((await Stores.Recipients.ReadAsync(Recipient))!.Suppressions).Reason);
    }

    [Fact]
    public async Task A_recipient_can_go_back_to_the_default()
    {
        await Stores.Recipients.WriteAsync(Recipient, new RecipientState { OptOuts = [new OptOut(Account, 5, "msg_1", "STOP")] });
        await Stores.Recipients.WriteAsync(Recipient, RecipientState.Default);

        var read = await Stores.Recipients.ReadAsync(Recipient) ?? RecipientState.Default;

        Assert.Empty(read.OptOuts);
    }

    [Fact]
    public async Task Of_many_recipients_those_that_are_known_are_read_at_once()
    {
        var state = new RecipientState { OptOuts = [new OptOut(Account, 5, "msg_1", "STOP")] };
        await Stores.Recipients.WriteAsync(Recipient, state);

        var known = await Stores.Recipients.ReadManyAsync([new Msisdn(447700900124), Recipient]);

        Assert.Equal(state.OptOuts, Assert.Single(known).Value.OptOuts);
        Assert.True(known.ContainsKey(Recipient));
    }

    [Fact]
    public async Task Nothing_is_written_that_has_places_by_an_owner_that_has_been_replaced()
    {
        var (old, other) = (await Stores.Recipients.ClaimShardAsync(5), await Stores.Recipients.ClaimShardAsync(6));
        var (early, late, rest) = (New.Queued(Bind), New.Queued(Bind), New.Queued(Bind));
        Assert.Equal(CommitOutcome.Written, (await Commit(new ChangeSet { NewMessages = [early], Shards = [new(5, old), new(6, other)] })).Outcome);
        var epoch = await Stores.Recipients.ClaimShardAsync(5);

        var results = await Store.CommitManyAsync(
            [new ChangeSet { NewMessages = [late], Shards = [new(6, other), new(5, old)] }, new ChangeSet { NewMessages = [rest], Shards = [new(5, epoch), new(6, other)] }],
            CommitLane.Bulk);

        Assert.Equal([CommitOutcome.EpochLost, CommitOutcome.Written], results.Select(static result => result.Outcome));
        Assert.Equal([early.Message.Id, rest.Message.Id], (await Store.ReadAsync([early.Message.Id, late.Message.Id, rest.Message.Id])).Select(static record => record.Message.Id));
    }

    [Fact]
    public async Task Of_many_claims_of_a_shard_at_the_same_time_one_is_the_last()
    {
        var epochs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Stores.Recipients.ClaimShardAsync(127)));

        var outcomes = await Task.WhenAll(epochs.Select(epoch => Commit(new ChangeSet { NewMessages = [New.Queued(Bind)], Shards = [new(127, epoch)] })));

        Assert.Equal(epochs.Length, epochs.Distinct().Count());
        Assert.Equal(epochs.Max(), epochs[Assert.Single(Enumerable.Range(0, epochs.Length), i => outcomes[i].Outcome == CommitOutcome.Written)]);
    }
}

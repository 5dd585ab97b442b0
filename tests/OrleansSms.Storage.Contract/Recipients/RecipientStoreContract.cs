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
}

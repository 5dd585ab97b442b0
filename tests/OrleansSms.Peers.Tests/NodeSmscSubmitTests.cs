using OrleansSms.TestKit.Peers;

namespace OrleansSms.Peers.Tests;

public sealed class NodeSmscSubmitTests : IAsyncLifetime
{
    private const string Destination = "447700900123";

    private NodeSmsc _smsc = null!;
    private RawEsme _esme = null!;

    public async Task InitializeAsync()
    {
        _smsc = await NodeSmsc.StartAsync();
        await _smsc.ScriptAsync(new() { Receipts = [] });
        _esme = await RawEsme.BindAsync(_smsc);
    }

    public async Task DisposeAsync()
    {
        _esme.Dispose();
        await _smsc.DisposeAsync();
    }

    [Fact]
    public async Task A_submit_is_acknowledged_and_kept_octet_for_octet()
    {
        // A custom TLV 0x1400 and a SAR reference, and octets that data_coding 0 would change if they were decoded.
        await _esme.SubmitAsync(2, Destination, "a@b", extra: "1400000200FF" + "020C00020102");

        var answer = await _esme.ReadAsync();
        var submit = Assert.Single(await _smsc.WaitForSubmitsAsync(1, RawEsme.Timeout));
        Assert.Equal((RawEsme.SubmitSmResp, 0u, 2u), (answer.Command, answer.Status, answer.Sequence));
        Assert.Equal(submit.Id, answer.MessageId);
        Assert.Equal(("Shop", (byte)5, Destination), (submit.Source, submit.SourceTon, submit.Destination));
        Assert.Equal(("614062", "000000001000000R"), (submit.ShortMessage, submit.ValidityPeriod));
        Assert.Equal(new Dictionary<ushort, string> { [0x1400] = "00ff", [0x020C] = "0102" }, submit.Tlvs);
    }

    [Fact]
    public async Task A_throttle_holds_for_as_many_submits_as_asked()
    {
        await _smsc.ScriptAsync(new() { Status = 0x58, Count = 2 });

        var statuses = await SubmitAndReadAsync(3, pdu => pdu.Status);

        Assert.Equal([0x58u, 0x58u, 0u], statuses);
    }

    [Fact]
    public async Task A_script_with_a_suffix_leaves_other_destinations_alone()
    {
        await _smsc.ScriptAsync(new() { Status = 0x0B, Suffix = "999" });

        await _esme.SubmitAsync(2, "447700900999", "x");
        await _esme.SubmitAsync(3, "447700900123", "x");

        Assert.Equal(0x0Bu, (await _esme.ReadAsync()).Status);
        Assert.Equal(0u, (await _esme.ReadAsync()).Status);
    }

    [Theory]
    [InlineData(IdForm.DecimalDigits, "439041101")]
    [InlineData(IdForm.Padded, "0439041101")]
    [InlineData(IdForm.HexUpper, "1A2B3C4D")]
    [InlineData(IdForm.HexLower, "1a2b3c4d")]
    [InlineData(IdForm.Hex32, "0000000000000000000000001a2b3c4d")]
    [InlineData(IdForm.Uuid, "5f0c3b1e-7a44-4d2b-9c51-00001a2b3c4d")]
    [InlineData(IdForm.None, "")]
    public async Task A_message_id_is_written_in_the_form_asked_for(IdForm form, string id)
    {
        await _smsc.ScriptAsync(new() { Id = form, Receipts = [] });

        Assert.Equal([id], await SubmitAndReadAsync(1, pdu => pdu.MessageId));
    }

    [Fact]
    public async Task Shuffled_answers_come_out_of_order()
    {
        await _smsc.ScriptAsync(new() { Shuffle = 4, Receipts = [] });

        var sequences = await SubmitAndReadAsync(4, pdu => pdu.Sequence);

        Assert.Equal([5u, 3u, 2u, 4u], sequences);
    }

    [Fact]
    public async Task A_doubled_answer_comes_twice()
    {
        await _smsc.ScriptAsync(new() { Answer = SubmitAnswer.Doubled, Receipts = [] });
        await _esme.SubmitAsync(2, Destination, "x");

        Assert.Equal(2u, (await _esme.ReadAsync()).Sequence);
        Assert.Equal(2u, (await _esme.ReadAsync()).Sequence);
    }

    [Fact]
    public async Task A_wrong_answer_has_another_sequence_or_another_type()
    {
        await _smsc.ScriptAsync(new() { Answer = SubmitAnswer.WrongType, Count = 1 });
        await _smsc.ScriptAsync(new() { Answer = SubmitAnswer.WrongSequence, Count = 1, Receipts = [] });

        var answers = await SubmitAndReadAsync(2, pdu => (pdu.Command, pdu.Sequence));

        Assert.Equal([(RawEsme.SubmitSmResp, 1_000_002u), (0x80000003u, 3u)], answers);
    }

    [Fact]
    public async Task A_held_answer_waits_for_its_release()
    {
        await _smsc.ScriptAsync(new() { Hold = true, Count = 1, Receipts = [] });
        await _esme.SubmitAsync(2, Destination, "held");
        await _esme.SubmitAsync(3, Destination, "not held");
        Assert.Equal(3u, (await _esme.ReadAsync()).Sequence);

        Assert.Equal(1, await _smsc.ReleaseAsync());

        Assert.Equal(2u, (await _esme.ReadAsync()).Sequence);
    }

    [Fact]
    public async Task A_submit_can_end_the_connection_instead_of_getting_an_answer()
    {
        await _smsc.ScriptAsync(new() { Answer = SubmitAnswer.Drop });

        await _esme.SubmitAsync(2, Destination, "x");

        Assert.Equal(0, await _esme.ReadToEndAsync());
        Assert.Single(await _smsc.GetSubmitsAsync());
    }

    private async Task<T[]> SubmitAndReadAsync<T>(int count, Func<Pdu, T> read)
    {
        for (var i = 0; i < count; i++)
        {
            await _esme.SubmitAsync((uint)(2 + i), Destination, "x");
        }

        var answers = new T[count];
        for (var i = 0; i < count; i++)
        {
            answers[i] = read(await _esme.ReadAsync());
        }

        return answers;
    }
}

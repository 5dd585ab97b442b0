using System.Buffers;
using CsCheck;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;
using OrleansSms.Domain.Segments.Compiled;
using OrleansSms.Domain.Tests.Contacts;

namespace OrleansSms.Domain.Tests.Segments;

public sealed class FilterPropertyTests
{
    private static readonly string[] Fields =
        [.. ContactGen.Names, "nobody has this", "number", "zone", "language", "created_at", "sent", "delivered", "last_sent_at", "last_delivered_at"];

    private static readonly Gen<FilterValue> Value = Gen.OneOf(
        ContactGen.Scalar.Select(value => new FilterValue(value.Type == FieldType.Text ? FieldValue.Of(value.Text!) : value)),
        Gen.OneOf("+4477009001", "+447700900150", "Europe/Berlin", "DE").Select(text => new FilterValue(FieldValue.OfText(text))),
        Gen.OneOf(-2 * 86_400_000_000, 0, 3_600_000_000).Select(distance => new FilterValue(default, distance)));

    private static readonly Gen<Filter> Comparison = Gen.Select(Gen.OneOf(Fields), Gen.Enum<CompareOperator>(), Value).Select((field, comparison, value) =>
    {
        var isText = comparison is CompareOperator.Contains or CompareOperator.StartsWith;
        return (Filter)new Comparison(field, comparison, isText ? new FilterValue(FieldValue.OfText(value.Value.ToString())) : value);
    });

    private static readonly Gen<Filter> Term = Gen.OneOf(
        Comparison,
        Comparison,
        Gen.OneOf(Fields).Select(field => (Filter)new IsSet(field)),
        Gen.Select(Gen.Enum<MembershipKind>(), Gen.OneOf(ContactGen.Words)).Select((kind, name) => (Filter)new Membership(kind, name)));

    private static readonly Gen<Filter> Any = Gen.Recursive<Filter>((depth, inner) => depth > 3 ? Term : Gen.Frequency(
        (3, Term),
        (1, inner.Array[2, 3].Select(terms => (Filter)new AllOf(terms))),
        (1, inner.Array[2, 3].Select(terms => (Filter)new AnyOf(terms))),
        (1, inner.Select(term => (Filter)new NotFilter(term)))));

    [Fact]
    public void A_compiled_filter_agrees_with_the_plain_meaning() =>
        Gen.Select(Any, ContactGen.Contact, ContactGen.Engagement).Sample((filter, contact, engagement) =>
        {
            var table = FieldTable.Empty.With(contact.Fields.Keys);
            var record = new ArrayBufferWriter<byte>();
            ContactRecord.Write(contact, table, record);
            var scan = new FilterScan(CompiledFilter.Compile(filter, table, ContactGen.Now));

            // Twice, as what one contact leaves behind must not reach the next.
            scan.Matches(contact.Number.Digits, record.WrittenSpan, engagement);
            var matches = scan.Matches(contact.Number.Digits, record.WrittenSpan, engagement);

            Assert.True(
                NaiveEvaluator.Matches(filter, contact, engagement, ContactGen.Now) == matches, $"{FilterText.Of(filter)} gave {matches} for {contact}");
        }, iter: 20_000);

    [Fact]
    public void A_filter_reads_as_it_was_written() => Any.Sample(filter =>
    {
        var text = FilterText.Of(filter);

        Assert.True(FilterParser.TryParse(text, out var read, out var error), $"{text}: {error}");
        Assert.Equal(text, FilterText.Of(read));
    });

    [Fact]
    public void Any_text_is_a_filter_or_an_error_within_it() =>
        Gen.OneOf("country", "=", "'US'", "(", ")", "and", "not", "tag", "ago", "30d", "1", "in", ",", "is", "set", "'", "§").List[0, 12].Sample(words =>
        {
            var text = string.Join(' ', words);
            if (!FilterParser.TryParse(text, out _, out var error))
            {
                Assert.InRange(error!.Position, 0, text.Length);
                Assert.NotEmpty(error.Expected);
            }
        });
}

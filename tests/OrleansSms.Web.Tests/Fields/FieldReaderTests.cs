using System.Text;
using System.Text.Json;
using OrleansSms.Domain.Messages;
using OrleansSms.Web.Fields;

namespace OrleansSms.Web.Tests.Fields;

public sealed class FieldReaderTests
{
    private static readonly FieldNames Names = new("to", "count", "flag", "kind", "list", "a/b~c", "inner")
    {
        NotServed = new Dictionary<string, string> { ["later"] = "not yet" },
        OtherWords = new Dictionary<string, string> { ["recipient"] = "to" },
    };

    private readonly FieldErrors _errors = new();

    [Theory]
    [InlineData("{\"to\": 1}", "/to", "invalid_type")]
    [InlineData("{\"to\": null}", "/to", "required")]
    [InlineData("{}", "/to", "required")]
    [InlineData("[]", "", "invalid_type")]
    [InlineData("{\"to\": \"x\", \"later\": 1}", "/later", "not_supported")]
    [InlineData("{\"to\": \"12345678901\"}", "/to", "too_long")]
    [InlineData("{\"to\": \"\\ud800\"}", "/to", "invalid_value")]
    public void A_bad_string_is_told_where_it_stands(string json, string pointer, string code)
    {
        Read(json).String("to", required: true, maxChars: 10);
        Assert.Equal((pointer, code), Assert.Single(_errors.List.Select(error => (error.Pointer, error.Code))));
    }

    [Theory]
    [InlineData("recipient", "to")]
    [InlineData("cuont", "count")]
    [InlineData("Flag", "flag")]
    [InlineData("completely_else", null)]
    public void The_nearest_name_is_suggested(string name, string? nearest) => Assert.Equal(nearest, Names.NearestTo(name));

    [Fact]
    public void Pointers_escape_slashes_and_tildes_and_name_the_row()
    {
        new FieldReader(JsonDocument.Parse("""{"a/b~c": 1}""").RootElement, Names, _errors, "/rows", 3).String("a/b~c");
        Assert.Equal("/rows/3/a~1b~0c", Assert.Single(_errors.List).Pointer);
    }

    [Fact]
    public void Numbers_flags_words_and_lists_are_checked()
    {
        var fields = Read("""{"count": 1.5, "flag": "true", "kind": "Marketing", "list": ["a", 1]}""");
        fields.Integer("count", 0, 9);
        fields.Boolean("flag");
        fields.Choice<MessageCategory>("kind");
        fields.Strings("list", 5);
        Assert.Equal(
            [("/count", "invalid_type"), ("/flag", "invalid_type"), ("/kind", "invalid_value"), ("/list/1", "invalid_type")],
            _errors.List.Select(error => (error.Pointer, error.Code)));
    }

    [Fact]
    public void Good_values_are_read_and_null_is_as_absent()
    {
        var fields = Read("""{"count": 7, "flag": true, "kind": "marketing", "list": ["a"], "to": null}""");
        Assert.Equal((7, true, MessageCategory.Marketing, null), (fields.Integer("count", 0, 9), fields.Boolean("flag"), fields.Choice<MessageCategory>("kind"), fields.String("to")));
        Assert.Equal(["a"], fields.Strings("list", 5));
        Assert.False(_errors.Any);
        Assert.True(fields.Has("to"));
    }

    [Fact]
    public void Text_that_is_not_utf8_is_an_error_and_no_exception()
    {
        byte[] json = [.. "{\"to\": \""u8, 0xFF, .. "\", \""u8, 0xFE, .. "\": 1}"u8];
        new FieldReader(JsonDocument.Parse(json).RootElement, Names, _errors).String("to");
        Assert.Equal(2, _errors.List.Count);
    }

    [Fact]
    public void Errors_of_a_row_silence_the_others_of_that_row_only()
    {
        _errors.Add("/recipients/1", "invalid_type", "");
        var all = _errors.WithRows([new("/recipients/1/to", "x", ""), new("/recipients/10/to", "y", "")]);
        Assert.Equal(["/recipients/1", "/recipients/10/to"], all.Select(error => error.Pointer));
    }

    private FieldReader Read(string json) => new(JsonDocument.Parse(Encoding.UTF8.GetBytes(json)).RootElement, Names, _errors);
}

#include "model/text/jsoncomplaint.h"

#include <rapidjson/error/en.h>

namespace drawbridge {

QString halfSurrogateComplaint()
{
    return QStringLiteral("half of a surrogate pair stands here; it is no character");
}

bool holdsEncodedSurrogate(std::string_view utf8)
{
    for (size_t at = utf8.find('\xed'); at != std::string_view::npos;
         at = utf8.find('\xed', at + 1)) {
        if (at + 1 < utf8.size() && static_cast<unsigned char>(utf8[at + 1]) >= 0xa0)
            return true;
    }
    return false;
}

QString jsonComplaint(rapidjson::ParseErrorCode code, unsigned char at)
{
    if (code == rapidjson::kParseErrorStringEscapeInvalid && at < 0x20)
        return QStringLiteral("a control character stands in the text; write it as an escape");
    switch (code) {
    case rapidjson::kParseErrorDocumentEmpty:
        return QStringLiteral("the file is empty; a JSON value was expected");
    case rapidjson::kParseErrorDocumentRootNotSingular:
        return QStringLiteral("there is more text after the end of the JSON value");
    case rapidjson::kParseErrorValueInvalid:
        return QStringLiteral("a JSON value was expected here");
    case rapidjson::kParseErrorObjectMissName:
        return QStringLiteral("a key in double quotes was expected here");
    case rapidjson::kParseErrorObjectMissColon:
        return QStringLiteral("a ':' is missing after the key");
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
        return QStringLiteral("a ',' or '}' is missing here");
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
        return QStringLiteral("a ',' or ']' is missing here");
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
        return halfSurrogateComplaint();
    case rapidjson::kParseErrorStringMissQuotationMark:
        return QStringLiteral("the text in quotes is not closed");
    case rapidjson::kParseErrorNumberTooBig:
        return QStringLiteral("the number is too large");
    case rapidjson::kParseErrorNumberMissFraction:
    case rapidjson::kParseErrorNumberMissExponent:
        return QStringLiteral("the number is not complete");
    default:
        return QStringLiteral("this is not valid JSON: %1")
            .arg(QString::fromLatin1(rapidjson::GetParseError_En(code)));
    }
}

} // namespace drawbridge

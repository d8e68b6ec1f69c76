"""Checks recorded answers against botocore's service models.

In: a JSON list of { service, operation, kind, body } on standard input. Out: a JSON list of the members that the model does not
know, as `service:Operation Path.Of.Member`, and of operations that it does not know.
"""

import json
import sys
import xml.etree.ElementTree as ElementTree

import botocore.session

session = botocore.session.Session()


def unknown_in_json(shape, value, path):
    if shape.type_name == 'structure' and isinstance(value, dict):
        for name, member in value.items():
            here = path + '.' + name
            if name not in shape.members:
                yield here
            else:
                yield from unknown_in_json(shape.members[name], member, here)
    elif shape.type_name == 'list' and isinstance(value, list):
        for member in value:
            yield from unknown_in_json(shape.member, member, path)
    elif shape.type_name == 'map' and isinstance(value, dict):
        for member in value.values():
            yield from unknown_in_json(shape.value, member, path)
    elif shape.type_name in ('structure', 'list', 'map') or isinstance(value, (dict, list)):
        yield path + ' is no ' + shape.type_name


def name_of(element):
    return element.tag.split('}')[-1]


def unknown_in_xml(shape, element, path):
    if shape.type_name == 'structure':
        members = {}
        for name, member in shape.members.items():
            wire = member.serialization.get('name', name)
            if member.type_name == 'list' and member.serialization.get('flattened'):
                wire = member.serialization.get('name', member.member.serialization.get('name', name))
            members[wire] = member
        for child in element:
            here = path + '.' + name_of(child)
            member = members.get(name_of(child))
            if member is None:
                yield here
            elif member.type_name == 'list' and member.serialization.get('flattened'):
                yield from unknown_in_xml(member.member, child, here)
            else:
                yield from unknown_in_xml(member, child, here)
    elif shape.type_name == 'list':
        wire = shape.member.serialization.get('name', 'member')
        for child in element:
            if name_of(child) != wire:
                yield path + ' has ' + name_of(child) + ' for ' + wire
            yield from unknown_in_xml(shape.member, child, path)
    elif len(element) > 0:
        yield path + ' is no ' + shape.type_name


def unknown(answer):
    model = session.get_service_model(answer['service'])
    called = answer['service'] + ':' + answer['operation']
    if answer['operation'] not in model.operation_names:
        yield called
        return
    operation = model.operation_model(answer['operation'])
    shape = operation.output_shape
    body = answer['body']
    if answer['kind'] == 'json':
        value = json.loads(body or '{}')
        if shape is not None:
            yield from unknown_in_json(shape, value, called + ' ')
        elif value:
            yield called + ' answers with nothing'
        return
    if answer['kind'] == 's3' and shape is not None and 'payload' in shape.serialization:
        shape = shape.members[shape.serialization['payload']]
        if shape.type_name != 'structure':
            return
    if not body:
        return
    root = ElementTree.fromstring(body)
    if answer['kind'] == 'query':
        wrapper = operation.output_shape.serialization.get('resultWrapper') if shape is not None else None
        for child in root:
            if name_of(child) == wrapper:
                yield from unknown_in_xml(shape, child, called + ' ')
            elif name_of(child) != 'ResponseMetadata' and len(child) > 0:
                yield called + ' has ' + name_of(child) + ' for ' + str(wrapper)
    elif shape is None:
        yield called + ' answers with nothing'
    elif answer['operation'] != 'GetBucketLocation':
        # The whole of GetBucketLocation's answer is one text.
        yield from unknown_in_xml(shape, root, called + ' ')


print(json.dumps(sorted({each for answer in json.load(sys.stdin) for each in unknown(answer)})))
